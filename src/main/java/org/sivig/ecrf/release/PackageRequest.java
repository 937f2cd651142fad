package org.sivig.ecrf.release;

/**
 * What is asked for, beyond what follows from the role.
 *
 * @param freeTexts  with texts in which anything may have been written
 * @param auditTrail an archive, with the audit trail
 */
public record PackageRequest(boolean freeTexts, boolean auditTrail) {
}
