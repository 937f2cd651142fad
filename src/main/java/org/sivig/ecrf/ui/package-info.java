/** What all screens share: words, lists and their addresses, questions that are asked, and the language. */
@NullMarked
package org.sivig.ecrf.ui;

import org.jspecify.annotations.NullMarked;
