"""Records into text: table, sheet, json, jsonl, csv, tsv, yaml, ids.

Every renderer takes plain dicts as the API sent them and yields whole lines, each with its line end, so that
``out.writelines(table(...))`` is all a caller has to do. Import the names from where they live::

    look      Look: colour, width, currency, time zone
    text      safe
    paths     lookup
    cells     cell
    table     table, Column
    sheet     sheet
    json_text json_array, json_object, jsonl
    delimited csv_rows, read_back, read_escapes, ids
    yaml_text yaml_documents, yaml_object
    money     money, parse_money
    times     moment, parse_time

"""
