"""What the terminal shows: cards and tables made with Rich from records, nothing else."""
