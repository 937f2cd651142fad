package org.sivig.ecrf.cohort;

import org.sivig.ecrf.OnH2;

class CohortOnH2Test extends CohortTest implements OnH2 {
}
