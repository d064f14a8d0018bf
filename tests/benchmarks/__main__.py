"""make bench: every benchmark, one after another; each prints ratios, because machines differ."""

from tests.benchmarks import (
    bench_applicants,
    bench_desk,
    bench_following,
    bench_matching,
    bench_pages,
    bench_reads,
    bench_reports,
    bench_rush,
)

BENCHMARKS = (bench_reads, bench_desk, bench_applicants, bench_rush, bench_following, bench_matching, bench_pages,
              bench_reports)  # fmt: skip

for benchmark in BENCHMARKS:
    benchmark.main()
