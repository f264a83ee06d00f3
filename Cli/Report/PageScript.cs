namespace DmabufVerify.Cli.Report;

/// <summary>What the page can do besides being read: filter its long tables, step through what two sides did, unfold for printing.</summary>
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
          ['laws', 'questions', 'histories', 'claims', 'published', 'more'].forEach(function (id) {
            const table = document.getElementById(id);
            if (table) { filter(table); }
          });
          function step(table) {
            const rows = Array.from(table.tBodies[0].rows);
            const bar = make('div', ''), said = make('output', '');
            const first = rows.findIndex(function (row) { return row.classList.contains('differs'); });
            let at = rows.length - 1;
            bar.className = 'stepper';
            bar.setAttribute('role', 'group');
            bar.setAttribute('aria-label', 'Step through: ' + table.caption.textContent);
            function go(to) {
              at = Math.min(Math.max(to, 0), rows.length - 1);
              rows.forEach(function (row, i) {
                row.hidden = i > at;
                if (i === at) { row.setAttribute('aria-current', 'step'); } else { row.removeAttribute('aria-current'); }
              });
              said.textContent = (at + 1) + ' of ' + rows.length + ': ' + rows[at].cells[0].textContent;
            }
            [['First', function () { go(0); }], ['Previous', function () { go(at - 1); }], ['Next', function () { go(at + 1); }],
              ['First difference', function () { go(first); }], ['All', function () { go(rows.length - 1); }]].forEach(function (item) {
              const button = make('button', item[0]);
              button.type = 'button';
              button.addEventListener('click', item[1]);
              bar.append(button);
            });
            bar.addEventListener('keydown', function (e) {
              if (e.key === 'ArrowRight') { go(at + 1); e.preventDefault(); }
              if (e.key === 'ArrowLeft') { go(at - 1); e.preventDefault(); }
            });
            bar.append(said);
            go(at);
            table.parentElement.before(bar);
          }
          document.querySelectorAll('table[id^="trace-"]').forEach(function (table) { if (table.tBodies[0].rows.length > 1) { step(table); } });
          let folded = [];
          addEventListener('beforeprint', function () {
            folded = Array.from(document.querySelectorAll('details:not([open])'));
            folded.forEach(function (e) { e.open = true; });
          });
          addEventListener('afterprint', function () { folded.forEach(function (e) { e.open = false; }); });
        })();

        """;
}
