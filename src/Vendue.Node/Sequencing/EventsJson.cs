using System.Buffers;
using System.Text.Json;

namespace Vendue.Node.Sequencing;

/// <summary>The events of one command as the JSON that subscribers get: an array of {sequence, index, now, event, body}.</summary>
static class EventsJson
{
    public static byte[]? Of(Market market)
    {
        if (market.Events.Count == 0) return null;
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartArray();
        for (int i = 0; i < market.Events.Count; i++) WriteEvent(json, market, i);
        json.WriteEndArray();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    static void WriteEvent(Utf8JsonWriter json, Market market, int index)
    {
        var kind = market.Events.KindAt(index);
        json.WriteStartObject();
        json.WriteNumber("sequence", market.Sequence);
        json.WriteNumber("index", index);
        json.WriteNumber("now", market.Now);
        json.WriteString("event", kind.Name);
        json.WritePropertyName("body");
        JsonForm.Write(json, kind.Codec.Shape, new CanonicalReader(market.Events.BytesAt(index).ToArray()), market.Ledger);
        json.WriteEndObject();
    }
}
