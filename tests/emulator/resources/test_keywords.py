import pytest


def create(api, parent, *rows):
    return api.ok("POST", "keywords", body={"parent_id": parent, "keywords": list(rows)})


def keyword(value, match_type="BROAD", **fields):
    return {"value": value, "match_type": match_type, **fields}


def test_prefixes_are_taken_and_answered_plain_with_the_kind_of_parent(api):
    ad_group = api.ad_group()
    campaign = ad_group["campaign_id"]
    for parent, plain, kind in (
        ("AG" + ad_group["id"], ad_group["id"], "adgroup"),
        ("C" + campaign, campaign, "campaign"),
        (api.account, api.account, "advertiser"),
    ):
        (made,) = create(api, parent, keyword("free", "EXACT_NEGATIVE"))["keywords"]
        assert (made["parent_id"], made["parent_type"], made["archived"], made["type"]) == (plain, kind, False, "keyword")


def test_each_row_is_done_or_among_the_errors(api):
    ad_group = api.ad_group()
    rows = (keyword("linen"), keyword("no match type", None), keyword("x" * 121), keyword("LINEN"), keyword("linen", "EXACT"), keyword(" "))
    answer = create(api, ad_group["id"], *rows)
    assert [(made["value"], made["match_type"]) for made in answer["keywords"]] == [("linen", "BROAD"), ("linen", "EXACT")]
    assert [error["data"]["value"] for error in answer["errors"]] == ["no match type", "x" * 121, "LINEN", " "]
    assert all(len(error["error_messages"]) == 1 and "id" not in error["data"] for error in answer["errors"])
    assert len(api.items("keywords", f"ad_group_id={ad_group['id']}")) == 2


def test_120_characters_are_allowed(api):
    assert create(api, api.ad_group()["id"], keyword("x" * 120))["errors"] == []


@pytest.mark.parametrize("match_type", ["BROAD", "PHRASE", "EXACT"])
def test_accounts_and_campaigns_take_negative_ones_only(api, match_type):
    for parent in (api.account, api.campaign()["id"]):
        (error,) = create(api, parent, keyword("x", match_type))["errors"]
        assert "NEGATIVE" in error["error_messages"][0]


def test_without_a_match_type_the_request_is_refused(api):
    status, answer = api.call("POST", "keywords", body={"parent_id": api.account, "keywords": [{"value": "x"}]})
    assert status == 400
    assert "match_type" in answer["message"]


def test_a_parent_that_is_not_there(api):
    audience = api.ok("POST", "audiences", body={"name": "A", "audience_type": "ENGAGEMENT", "rule": {"engager_type": 1}})
    for parent in ("626700000000", audience["id"]):
        assert len(create(api, parent, keyword("x"))["errors"]) == 1


def test_archived_is_gone_and_can_come_back(api):
    (made,) = create(api, api.account, keyword("free", "EXACT_NEGATIVE"))["keywords"]
    (archived,) = api.ok("PATCH", "keywords", body={"keywords": [{"id": made["id"], "archived": True}]})["keywords"]
    assert archived == {**made, "archived": True}
    assert api.items("keywords") == []
    api.ok("PATCH", "keywords", body={"keywords": [{"id": made["id"], "archived": False}]})
    assert api.items("keywords") == [made]


def test_one_that_was_archived_does_not_come_back_beside_its_double(api):
    (made,) = create(api, api.account, keyword("free", "EXACT_NEGATIVE"))["keywords"]
    api.ok("PATCH", "keywords", body={"keywords": [{"id": made["id"], "archived": True}]})
    assert create(api, api.account, keyword("free", "EXACT_NEGATIVE"))["errors"] == []
    answer = api.ok("PATCH", "keywords", body={"keywords": [{"id": made["id"], "archived": False}]})
    assert len(answer["errors"]) == 1
    assert len(api.items("keywords")) == 1


def test_an_unknown_id_is_among_the_errors(api):
    (error,) = api.ok("PATCH", "keywords", body={"keywords": [{"id": "12", "archived": True}]})["errors"]
    assert error["data"]["id"] == "12"


def test_without_a_filter_only_those_of_the_account_are_listed(sample):
    assert {found["parent_id"] for found in sample.items("keywords", "page_size=250")} == {sample.account}
    group, other = "2680060000001", "2680060000002"
    assert {found["parent_id"] for found in sample.items("keywords", f"ad_group_id={group}")} == {group}
    both = sample.items("keywords", f"ad_group_ids={group}&ad_group_ids={other}&page_size=250")
    assert {found["parent_id"] for found in both} == {group, other}
    assert {found["parent_type"] for found in sample.items("keywords", "campaign_id=626735000001")} == {"campaign"}


def test_match_types_filter(sample):
    found = sample.items("keywords", "ad_group_id=2680060000001&match_types=EXACT,PHRASE")
    assert {item["match_type"] for item in found} == {"EXACT", "PHRASE"}


def test_a_batch_has_no_end(api):
    answer = create(api, api.ad_group()["id"], *(keyword(f"word {number}") for number in range(500)))
    assert len(answer["keywords"]) == 500


def test_bids_are_taken_and_come_back_null(api):
    body = {"parent_id": api.ad_group()["id"], "keywords": [{"value": "linen", "match_type": "EXACT", "bid": 500_000}]}
    (made,) = api.ok("POST", "keywords", body=body)["keywords"]
    assert made["bid"] is None
    (changed,) = api.ok("PATCH", "keywords", body={"keywords": [{"id": made["id"], "bid": 700_000}]})["keywords"]
    assert changed["bid"] is None
    assert api.items("keywords", f"ad_group_id={body['parent_id']}")[0]["bid"] is None
