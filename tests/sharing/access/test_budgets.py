"""How often a token may ask, over all processes together."""

from datetime import datetime, timedelta

import pytest

from sharing.access import Budget, Refused, Scope, TooMany, authenticate
from sharing.services.tokens import Issued
from tests.build import NOON
from tests.sharing.partners import DAY, HOME, MINUTE, ask, make_token

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def budget(issued: Issued, at: datetime) -> Budget:
    found = ask(issued, at=at).budget
    assert found
    return found


def too_many(issued: Issued, at: datetime) -> TooMany:
    with pytest.raises(TooMany) as raised:
        ask(issued, at=at)
    return raised.value


def day_left(refused: TooMany) -> int:
    assert refused.known.budget
    return refused.known.budget.day_left


def test_the_budget_says_what_is_left_and_when_it_is_whole_again() -> None:
    issued = make_token(per_minute=3, per_day=10)

    found = [budget(issued, NOON + each * SECOND) for each in (0, 10)]

    assert found[1] == Budget(3, 1, 50, 10, 8, 86_390)
    assert (found[0].minute_left, found[0].minute_ends) == (2, 60)


def test_a_partner_that_waits_as_long_as_it_is_told_is_served() -> None:
    issued = make_token(per_minute=2, per_day=100)
    ask(issued), ask(issued, at=NOON + 5 * SECOND)

    refused = too_many(issued, NOON + 20 * SECOND)

    assert refused.retry_after == 40
    again = NOON + 20 * SECOND + timedelta(seconds=refused.retry_after)
    assert budget(issued, again).minute_left == 1


def test_a_day_that_is_spent_ends_a_day_after_it_began() -> None:
    issued = make_token(per_minute=100, per_day=2)
    ask(issued), ask(issued, at=NOON + MINUTE)

    refused = too_many(issued, NOON + 2 * MINUTE)

    assert refused.retry_after == 86_400 - 120
    assert day_left(refused) == 0
    assert budget(issued, NOON + DAY).day_left == 1


def test_asking_while_refused_does_not_put_the_end_off() -> None:
    issued = make_token(per_minute=1, per_day=100)
    ask(issued)

    waits = [too_many(issued, NOON + each * SECOND).retry_after for each in (1, 30, 59)]

    assert waits == [59, 30, 1]
    assert budget(issued, NOON + MINUTE).minute_left == 0


def test_what_the_minute_refuses_does_not_spend_the_day() -> None:
    issued = make_token(per_minute=2, per_day=10)
    ask(issued), ask(issued)

    refused = [too_many(issued, NOON + each * SECOND) for each in range(20)]

    assert {day_left(each) for each in refused} == {8}
    assert budget(issued, NOON + MINUTE).day_left == 7


def test_one_who_knows_only_the_key_spends_nothing() -> None:
    issued = make_token(per_minute=1, per_day=1)
    wrong = f"Bearer cia_{issued.token.key}.{'x' * 43}"

    for _ in range(5):
        with pytest.raises(Refused):
            authenticate(wrong, HOME, scopes=[Scope.TAXII_READ], at=NOON)

    assert budget(issued, NOON).minute_left == 0


def test_tokens_have_budgets_of_their_own() -> None:
    one, other = (make_token(label=each, per_minute=1) for each in ("one", "other"))
    ask(one)

    assert too_many(one, NOON).retry_after == 60
    assert ask(other).token == other.token.pk
