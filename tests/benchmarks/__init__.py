"""Speed, as ratios within one run: no test asserts a time, and no figure here means anything on another machine."""
