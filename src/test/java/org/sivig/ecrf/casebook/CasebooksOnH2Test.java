package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class CasebooksOnH2Test extends CasebooksTest implements OnH2 {
}
