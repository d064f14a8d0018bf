"""By what rule an entry is shared out over vacancies, and what each of them bears."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recruitment.advertising.rules import Sum, shared_out
from recruitment.advertising.tables import PlacementShare
from recruitment.core.errors import Refused
from recruitment.vacancies.tables import Vacancy


@dataclass(frozen=True)
class Sharing:
    """`rule`: of rules.RULES. `weights`: by vacancy; where it is shared by hand, its net pence."""

    rule: str
    weights: Mapping[int, int] = field(default_factory=dict)

    def shares(self, net: int, vat: int) -> dict[int, Sum]:
        """What each vacancy bears, in the order of the vacancies; VAT goes with the net cost."""
        if self.rule == "none":
            return {}
        if self.rule == "by_hand" and sum(self.weights.values()) != net:
            raise Refused("The amounts of the vacancies do not add up to the net cost. Change them or the cost")
        nets = shared_out(net, self.weights)
        vats = shared_out(vat, nets if any(nets.values()) else self.weights)
        return {key: Sum(nets[key], vats[key]) for key in self.weights}


NO_VACANCY = Sharing("none")


def for_one(vacancy: Vacancy) -> Sharing:
    return Sharing("whole", {vacancy.id: 1})


def over(rule: str, vacancies: Sequence[Vacancy], by_hand: Mapping[int, int] | None = None) -> Sharing:
    """Shared by one of the rules; over a single vacancy it is that one's, over none its department's."""
    if not vacancies:
        return NO_VACANCY
    if len(vacancies) == 1:
        return for_one(vacancies[0])
    if rule == "by_hand":
        return Sharing(rule, {vacancy.id: (by_hand or {}).get(vacancy.id, 0) for vacancy in vacancies})
    return Sharing(rule, {vacancy.id: vacancy.posts if rule == "posts" else 1 for vacancy in vacancies})


def as_shared(rule: str, shares: Iterable[PlacementShare]) -> Sharing:
    """The same shares again where the amount is the same."""
    by_net = rule in ("posts", "by_hand")
    return Sharing(rule, {share.vacancy_id: share.net if by_net else 1 for share in shares})


def credited(net: int, vat: int, left: Mapping[int, Sum]) -> dict[int, Sum]:
    """What a credit note takes back from each vacancy, below zero: in proportion to what it still bears, and so never
    more than that."""
    if not left:
        return {}
    nets = shared_out(-net, {key: bears.net for key, bears in left.items()})
    vats = shared_out(-vat, {key: bears.vat for key, bears in left.items()})
    return {key: Sum(nets[key], vats[key]) for key in left}
