package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnH2;

class EvidenceOnH2Test extends EvidenceTest implements OnH2 {
}
