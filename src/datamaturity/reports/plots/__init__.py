"""The pictures of `datamaturity.reports.charts` on Axes of Matplotlib; `datamaturity.reports.plotting` imports them."""
