from decimal import Decimal

import pytest

from recruitment.vacancies.reading.pay import PayReading, disagreements, read_pay
from tests.vacancies.reading.adverts import ADVERTS, texts
from tests.vacancies.reading.rates import annual, hourly

# Each pay text of the real adverts, and its rates in pence.
RATES = {
    "£11.59-12.31 per hour/ £22360.59 - £23,759.67 pro rata per annum": (
        hourly(11_59, 12_31),
        annual(22360_59, 23759_67),
    ),
    "£31,828.33 - £34,857.83 per year pro rata; hourly £17.44 - £19.10": (
        annual(31828_33, 34857_83),
        hourly(17_44, 19_10),
    ),
    "Hourly Rate of Pay: £16.14 - £17.24 (Unqualified); £17.72 - £19.19 (Qualified); salary based on 35 hours": (
        hourly(16_14, 17_24, "Unqualified"),
        hourly(17_72, 19_19, "Qualified"),
    ),
    "£23,783.40 to £24,890.91 pro-rata and annualised pay": (annual(23783_40, 24890_91),),
    "Salary Range: £25,885.80 to £28,175.91": (annual(25885_80, 28175_91),),
    "Local Government – £99,570; NHS Band 8d – £103,764 - £108,206": (
        annual(99570_00, label="Local Government"),
        annual(103764_00, 108206_00, "NHS Band 8d"),
    ),
    "£25,885.80 to £28,175.91 pro rata": (annual(25885_80, 28175_91),),
    "£30,691.29 to £33,732.26 (pro rata)": (annual(30691_29, 33732_26),),
    "£27,087.17 to £29,508.69 (pro rata)": (annual(27087_17, 29508_69),),
    "Starting Salary: £26,839.80 (pro rata); £13.95 per hour": (
        annual(26839_80, label="Starting salary"),
        hourly(13_95),
    ),
    "£24,909 - £25,116 (pro rata for part time and sessional)": (annual(24909_00, 25116_00),),
    "£26,337 - £28,835": (annual(26337_00, 28835_00),),
    "£24, - £25, per year (pro rata for sessional) [figures truncated at source]": (),
    "£34,709 - £39,269 per year pro rata": (annual(34709_00, 39269_00),),
    "£48,370 - £52,879 per year pro rata": (annual(48370_00, 52879_00),),
    "£125,364": (annual(125364_00),),
    "FC4 25,885.80 to 28,175.91 pro rata": (annual(25885_80, 28175_91, "FC4"),),
    "FC6 £29,508.69 to £32,437.03 (Pro Rata)": (annual(29508_69, 32437_03, "FC6"),),
    "FC4 £25, £28, Pro-Rata) [figures truncated at source]": (),
    "£14,041 - £16,838 per year Pro Rata": (annual(14041_00, 16838_00),),
    "£63,879 per annum (Point 3 of the DHT/HT Scale) plus £2,742 Distant Islands Allowance per annum": (
        annual(63879_00, label="Point 3 of the DHT/HT Scale"),
    ),
    "£39,156.00 - £57,450.00": (annual(39156_00, 57450_00),),
    "£15.21 - £18.92": (hourly(15_21, 18_92),),
    "£29,099.52 - £30,257.92": (annual(29099_52, 30257_92),),
    "£125,000.00 - £125,000.00": (annual(125000_00),),
    "£15.94 - £15.94": (hourly(15_94),),
    "£31,466.00 - £50,528.00": (annual(31466_00, 50528_00),),
    "£44,352 (pro-rata)": (annual(44352_00),),
    "£123,612": (annual(123612_00),),
    "starting salary £13,798.85, rising each year": (annual(13798_85, label="Starting salary"),),
    "Band 6 (£41,608 - £50,702)": (annual(41608_00, 50702_00, "Band 6"),),
    "BAND 8A - £40,833 - £49,000": (annual(40833_00, 49000_00, "Band 8A"),),
    "AfC Band 2 (pro rata) plus a High Secure Environmental Allowance of £1,679.10 per annum (pro rata)": (),
    "£21,176 – £27,625 per annum": (annual(21176_00, 27625_00),),
    "£19,202 - £22,236 per annum (pro rata if part time)": (annual(19202_00, 22236_00),),
    "£30,401 – £38,046 per annum": (annual(30401_00, 38046_00),),
    "£18,806 - £21,412": (annual(18806_00, 21412_00),),
    "£25,165 - £27,225": (annual(25165_00, 27225_00),),
    "Band C / £17,544": (annual(17544_00, label="Band C"),),
}
ALLOWANCES = {
    "Comhairle nan Eilean Siar": (("Distant Islands Allowance", 2742_00),),
    "The State Hospital (NHS Scotland)": (("High Secure Environmental Allowance", 1679_10),),
}
# Words that are neither rate, label nor allowance.
REMAINDERS = {
    "£23,783.40 to £24,890.91 pro-rata and annualised pay": "annualised pay",
    "£24, - £25, per year (pro rata for sessional) [figures truncated at source]": (
        "£24, - £25, per year [figures truncated at source]"
    ),
    "FC4 £25, £28, Pro-Rata) [figures truncated at source]": "FC4 £25, £28, [figures truncated at source]",
    "starting salary £13,798.85, rising each year": "rising each year",
    "AfC Band 2 (pro rata) plus a High Secure Environmental Allowance of £1,679.10 per annum (pro rata)": "AfC Band 2",
}
DOUBTS = {
    "£24, - £25, per year (pro rata for sessional) [figures truncated at source]": (
        "The figures seem cut off at the source: '£24, - £25,'."
    ),
    "FC4 £25, £28, Pro-Rata) [figures truncated at source]": "The figures seem cut off at the source: '£25, £28,'.",
    "AfC Band 2 (pro rata) plus a High Secure Environmental Allowance of £1,679.10 per annum (pro rata)": (
        "No rate of pay could be read from 'AfC Band 2 (pro rata) plus a High Secure Environmental Allowance of "
        "£1,679.10 per annum (pro rata)'."
    ),
}


def test_every_pay_text_of_the_adverts_is_in_the_table():
    assert {(text,) for text in RATES} == texts("salary_text")


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_real_advert(advert):
    text = advert["salary_text"]
    reading = read_pay(text, advert["hours_text"])
    assert reading.rates == RATES.get(text, ())
    assert reading.allowances == ALLOWANCES.get(advert["employer"], ())
    assert reading.remainder == REMAINDERS.get(text, "")
    assert reading.doubts == ((DOUBTS[text],) if text in DOUBTS else ())


def test_pro_rata_of_real_adverts():
    said = {pay for pay, hours in texts("salary_text", "hours_text") if read_pay(pay, hours).pro_rata}
    in_pay_text = {text for (text,) in texts("salary_text") if "rata" in text.lower()}
    # One advert says it beside the hours: "22 hours per week, pro rata (35 FTE)".
    assert said == in_pay_text | {"£25,165 - £27,225"}


def test_main_rate_is_the_first_annual_one():
    assert read_pay("£11.59 per hour / £22,360 per annum").main_rate == annual(22360_00)


def test_main_rate_is_the_first_hourly_one_without_an_annual():
    assert read_pay("£16.14 (Unqualified); £17.72 (Qualified)").main_rate == hourly(16_14, label="Unqualified")


def test_no_rate_no_main_rate():
    assert read_pay(None) == PayReading()
    assert read_pay(None).main_rate is None


def test_hourly_and_annual_that_agree_raise_no_doubt():
    # £11.59 × 52.143 × 37 = £22,360.48
    assert read_pay("£11.59 per hour; £22,360.59 per annum", "37 hours per week").doubts == ()


def test_hourly_and_annual_that_disagree():
    # £20 × 52.143 × 36 = £37,542.96
    assert read_pay("£20,000 per annum; hourly £20.00", "36 hours per week").doubts == (
        "£20.00 an hour over 36 hours a week makes £37,542.96 a year, but the advert says £20,000.00.",
    )


def test_part_time_hours_are_no_base_for_the_check():
    assert read_pay("£20,000 per annum; hourly £20.00", "20 hours per week").doubts == ()


def test_full_time_hours_said_beside_the_pay_are_a_base():
    assert len(read_pay("£20,000 pa; hourly £20.00; salary based on 35 hours", "10 hours per week").doubts) == 1


def test_three_per_cent_is_allowed():
    # £10 × 52.143 × 36 = £18,771.48; three per cent of £18,225 is £546.75, of £18,224 £546.72.
    assert disagreements([hourly(10_00), annual(18225_00)], Decimal(36)) == ()
    assert len(disagreements([hourly(10_00), annual(18224_00)], Decimal(36))) == 2


def test_an_hourly_rate_of_one_grade_does_not_contradict_an_annual_rate_of_another():
    text = "Grade 4: £13.20 - £13.90 per hour; Grade 7: £31,050 - £33,400 per annum"
    reading = read_pay(text, "36 hours per week")
    assert [rate.label for rate in reading.rates] == ["Grade 4", "Grade 7"]
    assert reading.doubts == ()
    assert len(read_pay(text.replace("Grade 7", "Grade 4"), "36 hours per week").doubts) == 2
    assert len(read_pay(text.replace("Grade 7: ", ""), "36 hours per week").doubts) == 2


def test_rates_are_compared_label_by_label():
    rates = [
        hourly(10_00, label="A"),
        hourly(20_00, label="B"),
        annual(18771_00, label="A"),
        annual(37543_00, label="B"),
    ]
    assert disagreements(rates, Decimal(36)) == ()
