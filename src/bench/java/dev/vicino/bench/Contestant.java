package dev.vicino.bench;

import dev.vicino.Metric;
import java.util.Arrays;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// The engines by name, and what each can do.
enum Contestant {
    VICINO("vicino"),
    VICINO_FORMAT("vicino-format"),
    LUCENE("lucene"),
    JVECTOR("jvector"),
    JVECTOR_PQ("jvector-pq"),
    HNSWLIB_CORE("hnswlib-core"),
    HNSWLIB("hnswlib"),
    USEARCH("usearch"),
    LUCENE_BYTE("lucene-8bit"),
    LUCENE_SEVEN("lucene-7bit"),
    LUCENE_NIBBLE("lucene-4bit"),
    LUCENE_DIBIT("lucene-2bit"),
    LUCENE_BIT("lucene-1bit"),
    LANGCHAIN4J("langchain4j"),
    SPRING_AI("spring-ai");

    private final String symbol;

    Contestant(String symbol) {
        this.symbol = symbol;
    }

    static Contestant parse(String symbol) {
        return Arrays.stream(values())
                .filter(each -> each.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("engine '" + symbol + "'; expected one of "
                        + Arrays.stream(values()).map(Contestant::symbol).toList()));
    }

    String symbol() {
        return symbol;
    }

    boolean has(Metric metric) {
        return switch (this) {
            case VICINO, HNSWLIB_CORE -> true;
            case LANGCHAIN4J, SPRING_AI -> metric == Metric.COSINE;
            case VICINO_FORMAT,
                    JVECTOR,
                    JVECTOR_PQ,
                    LUCENE,
                    LUCENE_BYTE,
                    LUCENE_SEVEN,
                    LUCENE_NIBBLE,
                    LUCENE_DIBIT,
                    LUCENE_BIT,
                    HNSWLIB,
                    USEARCH -> metric != Metric.MANHATTAN;
        };
    }

    /// Whether it is no peer: this store, and its vectors format in plain Lucene's hands.
    boolean isOwn() {
        return this == VICINO || this == VICINO_FORMAT;
    }

    /// Whether it compares everything: then one point is all there is to measure.
    boolean scans() {
        return this == LANGCHAIN4J || this == SPRING_AI;
    }

    /// Whether it is written in C++, and so is no peer within the process, but what these are measured by.
    boolean isNative() {
        return this == HNSWLIB || this == USEARCH;
    }

    /// Whether it walks a graph under a filter.
    boolean filters() {
        return !scans() && !isNative() && this != HNSWLIB_CORE;
    }

    /// Whether it is searched while items are replaced, too: this store, and what it is built on.
    boolean writes() {
        return this == VICINO || this == LUCENE;
    }

    /// The engine, if it is one in Java. Quantised Lucene compares candidates again with the stored floats: the more, the coarser the codes.
    Engine engine() {
        return switch (this) {
            case VICINO -> new VicinoEngine();
            case VICINO_FORMAT -> LuceneEngine.vicino();
            case LUCENE -> LuceneEngine.floats();
            case JVECTOR -> JVectorEngine.floats();
            case JVECTOR_PQ -> JVectorEngine.quantized();
            case HNSWLIB_CORE -> new HnswlibEngine();
            case LUCENE_BYTE -> LuceneEngine.quantized(ScalarEncoding.UNSIGNED_BYTE, 20);
            case LUCENE_SEVEN -> LuceneEngine.quantized(ScalarEncoding.SEVEN_BIT, 20);
            case LUCENE_NIBBLE -> LuceneEngine.quantized(ScalarEncoding.PACKED_NIBBLE, 40);
            case LUCENE_DIBIT -> LuceneEngine.quantized(ScalarEncoding.DIBIT_QUERY_NIBBLE, 100);
            case LUCENE_BIT -> LuceneEngine.quantized(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, 200);
            case LANGCHAIN4J -> new LangChain4jEngine();
            case SPRING_AI -> new SpringAiEngine();
            case HNSWLIB, USEARCH -> throw new IllegalStateException(symbol + " is a program of its own");
        };
    }
}
