"""Charts: pure builders turn figures into Vega-Lite specs and a table, the store keeps their SVG."""
