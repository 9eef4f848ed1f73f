using System.Text;

namespace Vendue.Prover.Outside;

/// <summary>A command line as people write it, cut into words: blanks part them, single or double quotes keep them together. No shell, no variables, no escapes.</summary>
public static class CommandWords
{
    /// <summary>Cuts a command line.</summary>
    /// <exception cref="OutsideException">There is no word, or a quote is not closed.</exception>
    public static IReadOnlyList<string> Of(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        foreach (char letter in line)
        {
            if (quote != '\0' ? letter == quote : letter is '"' or '\'')
            {
                quote = quote == '\0' ? letter : '\0';
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                if (inWord) words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(letter);
                inWord = true;
            }
        }
        if (quote != '\0') throw new OutsideException("outside-command", $"The command `{line}` has a quote that is not closed: close it.");
        if (inWord) words.Add(word.ToString());
        return words.Count > 0 && words[0].Length > 0 ? words : throw new OutsideException("outside-command", "The outside prover's command is empty: name a program and its arguments.");
    }
}
