package org.sivig.ecrf.odm;

import org.sivig.ecrf.OnH2;

class OdmAuditOnH2Test extends OdmAuditTest implements OnH2 {
}
