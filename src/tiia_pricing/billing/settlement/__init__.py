"""One month of one account: free quota, then packs, then the tier reached (结算顺序)."""
