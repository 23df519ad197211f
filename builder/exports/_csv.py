"""A frame as a CSV that a spreadsheet opens without running anything in it."""

import pandas as pd

from builder.text import csv_cell


def csv_text(frame: pd.DataFrame, decimals: int | None = 4) -> str:
    """Return `frame` as CSV: LF line ends, days as 2026-08-22, empty where unknown.

    Whole numbers are written without a point, others with so many `decimals`, None for all. A text
    that would be a formula gets an apostrophe in front.
    """
    # A column of whole numbers with gaps arrives as objects, and would be written as 5.0.
    safe = frame.infer_objects()
    for name, column in safe.items():
        if pd.api.types.is_datetime64_any_dtype(column):
            safe[name] = column.map({day: f"{day:%Y-%m-%d}" for day in column.dropna().unique()})
        elif pd.api.types.is_float_dtype(column):
            safe[name] = _numbers(column, decimals)
        elif column.dtype == "str":  # few words fill many rows: each is made safe once
            safe[name] = column.map({word: csv_cell(word) for word in column.unique()})
        else:
            safe[name] = column.map(csv_cell)
    return safe.to_csv(index=False, lineterminator="\n")


def _numbers(column: pd.Series, decimals: int | None) -> pd.Series:
    known = column.dropna()
    if known.mod(1).eq(0).all() and known.abs().lt(2**63).all():
        return column.astype("Int64")
    return column if decimals is None else column.round(decimals)
