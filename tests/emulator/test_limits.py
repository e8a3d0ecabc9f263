import pytest


def statuses(api, count, path="/ad_accounts"):
    return [api.send("GET", path).status for _ in range(count)]


def test_an_enforced_limit_is_real_and_opens_again(new_api):
    api = new_api(limits={"ads_read": 3})
    api.clock.seconds = 1_760_000_040.0
    answers = [api.send("GET", "/ad_accounts") for _ in range(5)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0", "0"]
    wait = int(answers[-1].headers["Retry-After"])
    assert wait == int(answers[-1].headers["X-RateLimit-Reset"]) > 0
    api.clock.advance(wait)
    assert statuses(api, 4) == [200, 200, 200, 429]


def test_all_operations_of_a_category_share_it_and_others_do_not(new_api):
    api = new_api(limits={"ads_read": 2})
    assert statuses(api, 1) + statuses(api, 2, api.below("campaigns")) == [200, 200, 429]
    assert api.campaign()["id"]


@pytest.mark.slow
def test_a_limit_that_is_only_announced_never_says_that_nothing_remains(api):
    api.clock.seconds = 1_760_000_040.0
    remaining = [int(api.send("GET", "/ad_accounts").headers["X-RateLimit-Remaining"]) for _ in range(1100)]
    assert remaining[0] == 999
    assert min(remaining) == 1
