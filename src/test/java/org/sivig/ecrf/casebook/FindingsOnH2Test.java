package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class FindingsOnH2Test extends FindingsTest implements OnH2 {
}
