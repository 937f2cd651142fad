package org.sivig.ecrf.monitoring;

/**
 * Where a site stands at one moment.
 *
 * @param patients all of them
 * @param due      answers that should be verified by the plan
 * @param verified how many of them are
 * @param errors   open findings that say that an answer is impossible
 * @param warnings open findings that say that an answer is unlikely
 * @param open     queries that wait for the site
 * @param answered queries that wait for who watches over the data
 */
public record SiteFigures(int patients, long due, long verified, long errors, long warnings, long open, long answered) {

    public long toVerify() {
        return due - verified;
    }
}
