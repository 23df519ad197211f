"""Figures, tables, tiles and badges: pure functions from values to markup, bytes for bytes.

What is drawn is visible without JavaScript, keeps its letters legible at any width, takes every
colour from the stylesheet, and never lets colour be the only sign. A chart stretches sideways
only: widths are percentages, heights are pixels, so a phone sees the same letters as a desk.
"""
