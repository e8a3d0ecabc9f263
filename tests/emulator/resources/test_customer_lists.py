import pytest


def emails(count, start=0):
    return ",".join(f"reader{number}@example.com" for number in range(start, start + count))


def create(api, records, **fields):
    return api.ok("POST", "customer_lists", body={"name": "List", "records": records, **fields})


def change(api, made, operation, records):
    return api.ok("PATCH", f"customer_lists/{made['id']}", body={"operation_type": operation, "records": records})


def counters(answer):
    return [answer[name] for name in ("num_uploaded_user_records", "num_removed_user_records", "num_batches")]


def test_the_counters_count_what_was_sent(api):
    made = create(api, "a@example.com, b@example.com,,")
    assert counters(made) == [2, 0, 1]
    assert counters(change(api, made, "ADD", "a@example.com")) == [3, 0, 2]
    assert counters(change(api, made, "REMOVE", "nobody@example.com,a@example.com")) == [3, 2, 3]
    assert counters(api.ok("GET", f"customer_lists/{made['id']}")) == [3, 2, 3]


def test_the_matching_takes_a_moment(api):
    big, small = create(api, emails(100)), create(api, emails(99))
    assert (big["status"], small["status"]) == ("UPLOADING", "UPLOADING")
    api.clock.advance(1)
    assert {found["status"] for found in api.items("customer_lists")} == {"PROCESSING"}
    api.clock.advance(1)
    assert [found["status"] for found in api.items("customer_lists")] == ["READY", "TOO_SMALL"]


def test_the_size_is_that_of_different_records(api):
    made = create(api, emails(99) + ",reader1@example.com")
    api.clock.advance(5)
    assert api.items("customer_lists")[0]["status"] == "TOO_SMALL"
    assert change(api, made, "ADD", emails(1, 200))["status"] == "UPLOADING"
    api.clock.advance(5)
    assert api.items("customer_lists")[0]["status"] == "READY"
    change(api, made, "REMOVE", emails(1))
    api.clock.advance(5)
    assert api.items("customer_lists")[0]["status"] == "TOO_SMALL"


def test_records_are_neither_answered_nor_kept(new_api, tmp_path):
    api = new_api(tmp_path)
    made = create(api, "secret.person@example.com")
    assert "secret.person" not in str(made) + str(api.items("customer_lists"))
    api.emulator.close()
    assert b"secret.person" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize("records", ["", ",", " , "])
def test_no_records_are_refused_without_effect(api, records):
    assert set(create(api, records)) == {"exceptions"}
    assert api.items("customer_lists") == []
    made = create(api, "a@example.com")
    answer = change(api, made, "ADD", records)
    assert answer["exceptions"]["code"]
    assert counters(answer) == counters(api.ok("GET", f"customer_lists/{made['id']}")) == [1, 0, 1]


def test_personal_data_is_not_in_errors(api):
    status, answer = api.call("POST", "customer_lists", body={"name": "List", "records": ["secret.person@example.com"]})
    assert status == 400
    assert "secret.person" not in answer["message"]


def test_a_list_that_is_not_there(api):
    assert api.call("PATCH", "customer_lists/12", body={"operation_type": "ADD", "records": "a@example.com"})[0] == 404
