"""make bench: every benchmark, one after another; each prints ratios, because machines differ."""

from tests.benchmarks import bench_reads, bench_search

BENCHMARKS = (bench_reads, bench_search)

for benchmark in BENCHMARKS:
    benchmark.main()
