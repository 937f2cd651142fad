package org.sivig.ecrf.audit;

class RedactionOnH2Test extends RedactionTest {
}
