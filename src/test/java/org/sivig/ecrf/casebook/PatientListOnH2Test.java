package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class PatientListOnH2Test extends PatientListTest implements OnH2 {
}
