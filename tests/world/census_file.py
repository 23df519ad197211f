"""A pretend `models.parquet` of the whole Hub, of any size, with the columns of the real one."""

from pathlib import Path

import duckdb

#: `{rows}` rows. One in four declares a base; one in fifty of the ids is catalogued.
SQL = """
copy (
    select
        md5(i::varchar)[:24] as _id,
        case when i % 50 = 0 then 'Qwen/Qwen3-' || i
             when i % 50 = 1 then 'meta-llama/Llama-4-' || i
             else 'someone-' || (i * 7919 % 400000) || '/Llama-3.1-8B-tune-' || md5(i::varchar)[:8]
        end as id,
        split_part(id, '/', 1) as author,
        repeat(md5((i * 3)::varchar), {width}) as "cardData",
        repeat(md5((i * 5)::varchar), {width}) as config,
        [{{'rfilename': 'config.json'}}, {{'rfilename': md5((i * 11)::varchar)}}] as siblings,
        timestamp '2022-03-02' + interval (i * 47) second as "createdAt",
        (case when i % 2 = 0 then 0 else (i * 104729) % 5000 end)::bigint as downloads,
        (case when i % 2 = 0 then 0 else (i * 104729) % 90000 end)::bigint as "downloadsAllTime",
        i % 13 as likes,
        ['transformers', 'region:us', md5((i % 1000)::varchar)] as tags,
        case when i % 4 = 3 then {{
            'relation': 'finetune',
            'models': [{{'_id': md5((i * 2)::varchar)[:24],
                         'id': case when i % 8 = 3 then 'Qwen/Qwen3-' || (i % 1000)
                                    else 'meta-llama/Llama-3.1-8B' end}}]
        }} end as "baseModels",
        {{'total': i * 1000}} as safetensors
    from range({rows}) numbers(i)
) to '{path}' (format parquet, compression snappy, row_group_size {group})
"""


def write_census(path: Path, rows: int, *, width: int = 2, group: int = 122_880) -> Path:
    """Write `rows` repositories to `path`; `width` makes the columns wide that nobody needs."""
    with duckdb.connect() as database:
        database.execute(SQL.format(rows=rows, width=width, path=path, group=group))
    return path


def write_table(path: Path, select: str) -> Path:
    """Write whatever `select` says to `path`."""
    with duckdb.connect() as database:
        database.execute(f"copy ({select}) to '{path}' (format parquet)")
    return path
