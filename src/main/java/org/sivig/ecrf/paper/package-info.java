/** Forms and casebooks as PDF: blank as on paper, annotated with export names, and filled. */
@NullMarked
package org.sivig.ecrf.paper;

import org.jspecify.annotations.NullMarked;
