package org.sivig.ecrf.account;

/** The first start of a demo, which makes its patients and then its accounts; there is such a bean in the demo only. */
public interface DemoPreparation {

    /** Whether everything is there: until then nobody can sign in. */
    boolean isReady();

    /** How much of it is done, from 0 to 1. */
    double progress();
}
