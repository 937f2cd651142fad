package org.sivig.ecrf.verification;

/**
 * How much of one form is verified at one site.
 *
 * @param site       its code
 * @param form       its name
 * @param verified   items that are verified
 * @param verifiable items that hold an answer or a missing reason, letters and birth date apart
 */
public record VerifiedShare(String site, String form, long verified, long verifiable) {
}
