package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnH2;

class AuditOnH2Test extends AuditTest implements OnH2 {
}
