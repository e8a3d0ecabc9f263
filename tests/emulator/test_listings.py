import pytest

from tests.support.each import each


def walk(api, path, query):
    return [item["id"] for page in api.pages(path, query) for item in page]


def test_archived_and_drafts_are_left_out_unless_asked_for(api):
    made = {status: api.campaign(status=status)["id"] for status in ("ACTIVE", "PAUSED", "DRAFT")}
    archived = api.campaign()
    api.patch("campaigns", archived, status="ARCHIVED")
    assert api.ids("campaigns") == [made["ACTIVE"], made["PAUSED"]]
    assert api.ids("campaigns", "entity_statuses=ARCHIVED&entity_statuses=DRAFT") == [made["DRAFT"], archived["id"]]


def test_25_a_page_unless_told_otherwise(sample):
    assert len(sample.items("ads")) == 25
    assert len(sample.items("ads", "page_size=250")) > 100


@pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING"])
def test_bookmarks_lead_through_everything_once_in_order(sample, order):
    found = walk(sample, "ads", f"page_size=7&order={order}")
    assert found == sorted(found, key=int, reverse=order == "DESCENDING")
    assert len(set(found)) == len(found) == len(sample.items("ads", "page_size=250"))


def test_the_last_page_has_no_bookmark_even_when_it_is_full(api):
    for _ in range(4):
        api.campaign()
    assert [len(page) for page in api.pages("campaigns", "page_size=2")] == [2, 2]


def test_what_is_added_while_somebody_pages_is_neither_missed_nor_doubled(api):
    before = [api.campaign()["id"] for _ in range(5)]
    seen, added = [], []
    for page in api.pages("campaigns", "page_size=2"):
        seen += [item["id"] for item in page]
        added.append(api.campaign()["id"]) if len(added) < 3 else None
    assert seen == before + added
    down = []
    for page in api.pages("campaigns", "page_size=3&order=DESCENDING"):
        down += [item["id"] for item in page]
        api.campaign()
    assert down == list(reversed(seen))


def test_what_is_archived_while_somebody_pages_does_not_move_the_rest(api):
    made = [api.campaign() for _ in range(6)]
    pages = api.pages("campaigns", "page_size=2")
    seen = [item["id"] for item in next(pages)]
    api.patch("campaigns", made[0], status="ARCHIVED")
    seen += [item["id"] for page in pages for item in page]
    assert seen == [campaign["id"] for campaign in made]


def test_a_bookmark_goes_on_in_another_page_size_and_process(new_api, tmp_path):
    first = new_api(tmp_path)
    made = [first.campaign()["id"] for _ in range(5)]
    bookmark = first.ok("GET", "campaigns", "page_size=2")["bookmark"]
    second = new_api(tmp_path)
    second.account = first.account
    assert second.ids("campaigns", f"page_size=250&bookmark={bookmark}") == made[2:]


@each("other", ["campaigns?order=DESCENDING", "campaigns?entity_statuses=PAUSED", "ad_groups?order=ASCENDING"])
def test_a_bookmark_of_another_listing_is_refused(sample, other):
    bookmark = sample.ok("GET", "campaigns", "page_size=1")["bookmark"]
    path, _, query = other.partition("?")
    assert sample.call("GET", path, f"{query}&bookmark={bookmark}")[0] == 400


@each("bookmark", ["", "x", "0", "A" * 32, "%C3%A9", "A" * 31 + "!", "null"])
def test_a_junk_bookmark_is_refused(sample, bookmark):
    for path in ("campaigns", "keywords", "audiences", "/ad_accounts"):
        status, answer = sample.call("GET", path, f"bookmark={bookmark}")
        assert status == 400
        assert "bookmark" in answer["message"]


def test_lists_of_ids_are_taken_repeated_and_joined(sample):
    ids = sample.ids("campaigns")[:3]
    for query in ("&".join(f"campaign_ids={one}" for one in ids), "campaign_ids=" + ",".join(ids), "campaign_ids=" + "%2C".join(ids)):
        assert sample.ids("campaigns", query) == ids
        assert {group["campaign_id"] for group in sample.items("ad_groups", query)} == set(ids)
        assert {ad["campaign_id"] for ad in sample.items("ads", query)} <= set(ids)


def test_ads_of_ad_groups_and_by_id(sample):
    group = sample.items("ad_groups")[0]["id"]
    found = sample.items("ads", f"ad_group_ids={group}")
    assert {ad["ad_group_id"] for ad in found} == {group}
    assert sample.ids("ads", f"ad_ids={found[1]['id']},{found[0]['id']}") == [found[0]["id"], found[1]["id"]]


def test_two_kinds_of_ids_exclude_each_other(sample):
    status, answer = sample.call("GET", "ads", "campaign_ids=1&ad_ids=2")
    assert status == 400
    assert "campaign_ids" in answer["message"]
    assert sample.call("GET", "keywords", "campaign_id=1&ad_group_ids=2")[0] == 400


@each(
    ("query", "name"),
    [
        ("page_size=0", "page_size"),
        ("page_size=251", "page_size"),
        ("page_size=ten", "page_size"),
        ("page_size=1&page_size=2", "page_size"),
        ("order=UP", "order"),
        ("entity_statuses=NOPE", "entity_statuses"),
        ("campaign_ids=x", "campaign_ids"),
        ("campaign_ids=" + ",".join(["1"] * 251), "campaign_ids"),
    ],
)
def test_a_wrong_value_names_its_parameter(sample, query, name):
    status, answer = sample.call("GET", "campaigns", query)
    assert status == 400
    assert name in answer["message"]


def test_unknown_parameters_are_ignored(sample):
    assert sample.ids("campaigns", "no_such=1&page_size=2") == sample.ids("campaigns", "page_size=2")


def test_ids_that_are_not_there_are_left_out(sample):
    assert sample.ids("campaigns", "campaign_ids=626735000001,12") == ["626735000001"]


@each("collection", ["campaigns", "ad_groups", "ads", "audiences", "customer_lists"])
def test_an_unknown_id_is_a_404_and_one_of_another_kind_too(sample, collection):
    assert sample.call("GET", f"{collection}/12")[0] == 404
    assert sample.call("GET", f"{collection}/{sample.account}")[0] == 404


def test_archived_entities_remain_readable_by_id(api):
    made = api.ad()
    api.patch("ads", made, status="ARCHIVED")
    assert api.ids("ads") == []
    assert api.ok("GET", f"ads/{made['id']}")["status"] == "ARCHIVED"
