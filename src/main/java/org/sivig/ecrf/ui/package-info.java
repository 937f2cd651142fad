/** What all screens share: words, lists and their addresses, the input of an item, questions that are asked, and the language. */
@NullMarked
package org.sivig.ecrf.ui;

import org.jspecify.annotations.NullMarked;
