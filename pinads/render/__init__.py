"""Records as text: table, sheet, json, jsonl, csv, tsv, yaml, ids; money and times.

Every renderer takes plain dicts as the API sent them and yields whole lines, each with its line end, so that
``out.writelines(table(...))`` is all a caller has to do. ``console``, ``rendered_columns``, ``table`` and ``sheet`` need Rich,
which takes 45 ms to import; ``yaml`` imports ruamel.yaml when it is asked for. The other modules need neither.
"""
