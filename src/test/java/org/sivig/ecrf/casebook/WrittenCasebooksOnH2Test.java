package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class WrittenCasebooksOnH2Test extends WrittenCasebooksTest implements OnH2 {
}
