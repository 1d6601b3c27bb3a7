package dev.vicino.opensearch;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON that goes to a cluster and comes from it.
final class Json {
    /// Jackson's limits protect against hostile input; what the store wrote itself may be as long as the caller liked.
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNestingDepth(5000)
                            .build())
                    .build())
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// An array of strings.
    static ArrayNode strings(Iterable<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /// An array of floats, each as its shortest digits, which read back to its very bits.
    static ArrayNode floats(float[] vector) {
        ArrayNode array = array();
        for (float each : vector) {
            array.add(each);
        }
        return array;
    }
}
