"""What a figure is: a level, a difference, a count, a price, a demand, or no statistic; and in what unit."""
