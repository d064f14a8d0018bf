"""Equality monitoring: asked once of a person, counted by stage, never shown with an application.

What is kept, and what somebody sees who holds a full dump of the database, at any moment and of as many moments as
they like, between any two transactions:

- The person's own answers (`equality_answer`), one row an account, sealed with a key that lies outside the database and
  padded to one length. Without the key a dump says that a person saved or skipped the page, not what they answered nor
  when. Whoever holds the key too reads them: the page must show them to the person.
- A copy an application (`equality_copy`), made when the job has closed, of the answers as they stand then; of everyone
  who applied, those who answered nothing included. Its one name is a token that only the key makes from the
  application's number, so no column, key or list leads from one to the other; its content is sealed under that token
  and padded. The copies of all jobs that closed since the day before are made in one transaction, in random order, days
  or weeks after the applications were sent: neither row order, nor transaction numbers, nor two dumps compared tell
  whose a copy is or whether it says anything. It has no moment, only a latest day that thousands share.
- Tallies (`equality_tally`), one an organisation, financial year and stage, sealed and padded likewise: a job with one
  applicant changes bytes that nobody can read, as any other job does. They are folded by a daily job, a whole stage at
  a time, in the transaction that notes the stage in each copy: a crash between leaves either both or neither. At the
  job's end the copies go, in the same transaction. Smaller numbers wait in the tally for others of the organisation.
- Figures (`equality_figure`, in reporting), made once when the financial year is over; then the tallies go, so that a
  small number exists nowhere any more, not even for the key. A stage of an organisation with fewer than the threshold
  is poured into a pool that counts in the national figures alone, and is dropped where the pool stays that small.
  A year's figures never change afterwards, so two days' pages compared tell no more than one.

So a dump without the key holds nothing of equality but the published figures, in plain numbers at or above the
threshold. What those guarantee against each other is said and shown in `reporting.equality_rules`. A person who deletes
their answers, or whose account goes, is out of the copies with the next day's run; so is a withdrawn application. What
was counted by then is part of a sum that leads to nobody. When the key is changed, sealed answers cannot be read any
more: people are asked again, open copies count as not answered and go by their latest day.
"""
