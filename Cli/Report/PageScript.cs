namespace DmabufVerify.Cli.Report;

/// <summary>What the page can do besides being read: filter its long tables, unfold for printing.</summary>
internal static class PageScript
{
    /// <summary>Without less-than signs and ampersands, which HTML and XML read differently here.</summary>
    public const string Text = """

        (function () {
          'use strict';
          function make(name, text) { const e = document.createElement(name); e.textContent = text; return e; }
          function filter(table) {
            const rows = Array.from(table.tBodies[0].rows);
            const kinds = Array.from(new Set(rows.map(function (row) { return row.dataset.verdict || ''; }))).sort();
            const bar = make('div', ''), text = make('input', ''), kind = make('select', ''), count = make('output', '');
            const textLabel = make('label', 'Text '), kindLabel = make('label', 'Verdict ');
            bar.className = 'filter';
            bar.setAttribute('role', 'search');
            bar.setAttribute('aria-label', 'Filter: ' + table.caption.textContent);
            text.type = 'search';
            kind.append(new Option('all', ''));
            kinds.forEach(function (word) { if (word) { kind.append(new Option(word, word)); } });
            textLabel.append(text);
            kindLabel.append(kind);
            bar.append(textLabel);
            if (kind.length > 1) { bar.append(kindLabel); }
            bar.append(count);
            function apply() {
              let shown = 0;
              const wanted = text.value.toLowerCase();
              rows.forEach(function (row) {
                const isWord = row.textContent.toLowerCase().includes(wanted);
                row.hidden = !(kind.value ? (isWord ? row.dataset.verdict === kind.value : false) : isWord);
                if (!row.hidden) { shown += 1; }
              });
              count.textContent = shown + ' of ' + rows.length;
            }
            text.addEventListener('input', apply);
            kind.addEventListener('change', apply);
            apply();
            table.parentElement.before(bar);
          }
          ['laws', 'questions', 'histories', 'more'].forEach(function (id) {
            const table = document.getElementById(id);
            if (table) { filter(table); }
          });
          let folded = [];
          addEventListener('beforeprint', function () {
            folded = Array.from(document.querySelectorAll('details:not([open])'));
            folded.forEach(function (e) { e.open = true; });
          });
          addEventListener('afterprint', function () { folded.forEach(function (e) { e.open = false; }); });
        })();

        """;
}
