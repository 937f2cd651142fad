package org.sivig.ecrf.release;

/** There is no patient of whom a package could be made. */
class NobodyInScopeException extends RuntimeException {
}
