package org.sivig.ecrf.odm;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads ODM as its receivers do: by the official schema, and along its references, at which the schema does not look. */
public final class OdmReader {

    private static final Schema SCHEMA = schema();

    private final Document document;

    private OdmReader(Document document) {
        this.document = document;
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(Objects.requireNonNull(
                    OdmReader.class.getResource("/schema/odm-1.3.2/ODM1-3-2.xsd")));
        } catch (org.xml.sax.SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws AssertionError when the schema does not allow it */
    public static OdmReader read(String xml) {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new OdmReader(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))));
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public List<Element> all(String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    public Element one(String name, String oid) {
        return all(name).stream().filter(element -> element.getAttribute("OID").equals(oid)).findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " " + oid));
    }

    /** Names that are defined twice, and references to what is not defined. */
    public List<String> loose() {
        Set<String> defined = new HashSet<>();
        Set<String> wrong = new TreeSet<>();
        attributes().filter(attribute -> attribute.getName().equals("OID")).forEach(attribute -> {
            if (!defined.add(kind(attribute.getOwnerElement().getLocalName()) + " " + attribute.getValue())) {
                wrong.add("twice: " + attribute.getValue());
            }
        });
        attributes().filter(attribute -> attribute.getName().endsWith("OID") && !attribute.getName().matches("OID|FileOID"))
                .filter(attribute -> !defined.contains(target(attribute) + " " + attribute.getValue()))
                .forEach(attribute -> wrong.add(attribute.getName() + " " + attribute.getValue()));
        return List.copyOf(wrong);
    }

    private static String target(Attr reference) {
        String name = reference.getName().replaceAll("OID$", "");
        return name.equals("CollectionExceptionCondition") ? "Condition" : name;
    }

    private static String kind(String element) {
        return switch (element) {
            case "SignatureDef" -> "Signature";
            default -> element.replaceAll("Def$", "");
        };
    }

    public Stream<String> oids() {
        return attributes().filter(attribute -> attribute.getName().endsWith("OID")).map(Attr::getValue);
    }

    private Stream<Attr> attributes() {
        NodeList nodes = document.getElementsByTagNameNS("*", "*");
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            NamedNodeMap of = nodes.item(i).getAttributes();
            IntStream.range(0, of.getLength()).mapToObj(j -> (Attr) of.item(j)).forEach(attributes::add);
        }
        return attributes.stream();
    }

    /** What an element says in a language, in its child of this name. */
    public static String said(Element element, String child, String language) {
        NodeList texts = ((Element) element.getElementsByTagNameNS("*", child).item(0)).getElementsByTagNameNS("*", "TranslatedText");
        return IntStream.range(0, texts.getLength()).mapToObj(i -> (Element) texts.item(i))
                .filter(text -> text.getAttribute("xml:lang").equals(language)).map(Element::getTextContent).findFirst()
                .orElseThrow();
    }
}
