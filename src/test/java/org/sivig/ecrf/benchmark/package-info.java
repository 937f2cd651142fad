/** How fast it is with a large study: run by {@code ./mvnw -Pbenchmark verify} only, see docs/benchmarks.md. */
@NullMarked
package org.sivig.ecrf.benchmark;

import org.jspecify.annotations.NullMarked;
