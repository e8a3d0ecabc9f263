def test_a_new_one_is_found_by_id_and_in_the_list(api):
    made = api.ok("POST", "/ad_accounts", body={"name": "ラボ", "country": "JP", "owner_user_id": "12"})
    assert (made["currency"], made["owner"]["id"], made["permissions"]) == ("JPY", "12", ["OWNER"])
    assert api.ok("GET", f"/ad_accounts/{made['id']}") == made
    assert made in api.items("/ad_accounts")


def test_the_sample_has_three_currencies_and_the_dollars_come_first(sample):
    found = sample.items("/ad_accounts")
    assert [account["currency"] for account in found] == ["USD", "EUR", "JPY"]
    sizes = [len(sample.items(f"/ad_accounts/{account['id']}/campaigns")) for account in found]
    assert sizes[0] == max(sizes)


def test_what_is_in_one_account_is_in_no_other(api):
    campaign = api.campaign()
    other = api.ok("POST", "/ad_accounts", body={})["id"]
    assert api.items(f"/ad_accounts/{other}/campaigns") == []
    assert api.call("GET", f"/ad_accounts/{other}/campaigns/{campaign['id']}")[0] == 404
    (item,) = api.ok("PATCH", f"/ad_accounts/{other}/campaigns", body=[{"id": campaign["id"], "ad_account_id": other}])["items"]
    assert item["exceptions"]
