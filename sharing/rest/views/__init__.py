"""The doors of the API, one file for each sort of thing behind them."""
