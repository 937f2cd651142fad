/**
 * The data contract read a second time: an evaluator of the conditions of checks.csv and items.csv that knows nothing
 * of the product, random casebooks, and the test that both readings come to the same findings.
 */
@NullMarked
package org.sivig.ecrf.oracle;

import org.jspecify.annotations.NullMarked;
