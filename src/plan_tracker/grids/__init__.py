"""Tables as grids of cells with their places, whatever stood behind them, and what they mean."""
