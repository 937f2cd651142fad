package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnH2;

class AuditListOnH2Test extends AuditListTest implements OnH2 {
}
