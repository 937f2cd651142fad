/** Sites, users, roles, the access policy, and the vault that keeps identity apart. */
@NullMarked
package org.sivig.ecrf.account;

import org.jspecify.annotations.NullMarked;
