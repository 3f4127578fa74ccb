-- Page numbers in the text: printed as guessed from the last run, and put right before anything is shipped.
--
-- Pages are held back until the last one is done (of a very long book, only the last ones). By then it is known where every label and
-- every heading stands; a number that was printed wrong gets other digits, if no line would break
-- elsewhere for that: if there are as many digits, or the number stands in a list of contents or in the
-- last line of a paragraph, where there is room. Whether all are right is told in the log
-- (bibouroku.typesetting.page_numbers reads it): if so, another run would change nothing.

local put_right = require("bibouroku-digits")

local pages = {}

local LATE = luatexbase.attributes["bibouroku@late"]
local GLYPH, WHATSIT = node.id("glyph"), node.id("whatsit")
local HLIST, VLIST = node.id("hlist"), node.id("vlist")
local USER = node.subtype("user_defined")
local MARK = luatexbase.new_whatsit("bibouroku.pages")
local NUMBER = 100
-- What stands for a number that no run has known yet; most have two digits.
local UNKNOWN = "00"

-- Keys are "label:…", "index:…" with the number of an entry, "toc:…" and so on with that of a line.
local keys = {} -- of the marks, by number
local anchors = {} -- where links to labels lead, by label, as far as the text has come
local lines_of = {} -- how many lines a list of contents has
local folios = {} -- by key, as far as pages are held
local printed = {} -- by number: key, and what was printed for it
local lists = {} -- labels, and those of them that stand for their pages
local runs = {} -- number of what was printed, its glyphs, and the boxes around them
local moved = 0 -- by how many pages the last label that is held has moved since the last run

-- ---- where a place is

-- Mark the place in the list that is being built.
local function mark(key)
  keys[#keys + 1] = key
  local n = node.new(WHATSIT, USER)
  n.user_id, n.type, n.value = MARK, NUMBER, #keys
  node.write(n)
end

-- Mark a place that LaTeX is about to write down: a label, or a line of a list of contents.
function pages.note(text)
  local label, known = text:match("^\\newlabel%s*{(.-)}{(.*)}$")
  if label then
    anchors[label] = known:match(("%b{}"):rep(3) .. "{(.-)}")
    return mark("label:" .. label)
  end
  local list, line = text:match("^\\@writefile%s*{(%w+)}{(.*)")
  if list and line:gsub("^%s*\\protect%s*", ""):match("^\\contentsline") then
    lines_of[list] = (lines_of[list] or 0) + 1
    mark(list .. ":" .. lines_of[list])
  end
end

function pages.note_entry(number)
  mark("index:" .. number)
end

-- Return a group of what the last run knew of a label: {number}{page}{title}{anchor}.
local function remembered(label, position)
  local held = token.get_macro("r@" .. label)
  return held and held:match("^" .. ("%b{}"):rep(position - 1) .. "{(.-)}")
end

-- Return the page of a label: what is known, or what is likely.
local function guess(label)
  local known, old = folios["label:" .. label], remembered(label, 2)
  return known or tonumber(old) and tostring(math.max(1, tonumber(old) + moved)) or old or UNKNOWN
end

-- Learn how far pages have moved.
local function note_move(key, folio)
  local label = key:match("^label:(.*)")
  local old = label and tonumber(remembered(label, 2))
  if old and tonumber(folio) then moved = tonumber(folio) - old end
end

-- ---- printing

local function number_of(key, folio)
  printed[#printed + 1] = { key = key, folio = folio }
  return #printed
end

local function print_folio(key, folio)
  tex.setattribute(LATE, number_of(key, folio))
  tex.sprint(folio)
end

-- Print the page of a line of a list of contents; `old` is what the last run wrote there.
function pages.print_line(key, old)
  print_folio(key, folios[key] or old)
end

function pages.print_label(label)
  print_folio("label:" .. label, guess(label))
end

-- Return the first label on each page, in the order of the pages if they have arabic numbers.
local function first_on_pages(labels, folio_of)
  local firsts, seen, counted = {}, {}, true
  for _, label in ipairs(labels) do
    local folio = folio_of(label)
    if not seen[folio] then
      seen[folio] = true
      firsts[#firsts + 1] = { label = label, folio = folio }
      counted = counted and tonumber(folio) ~= nil
    end
  end
  if counted then
    table.sort(firsts, function(one, other) return tonumber(one.folio) < tonumber(other.folio) end)
  end
  return firsts
end

-- Print the pages of the labels, each page once, linked.
function pages.print_list(text)
  local labels = {}
  for label in text:gmatch("[^,]+") do labels[#labels + 1] = label end
  local firsts = first_on_pages(labels, guess)
  lists[#lists + 1] = { labels = labels, firsts = firsts }
  for position, first in ipairs(firsts) do
    first.anchor = anchors[first.label] or remembered(first.label, 4) or ""
    if position > 1 then tex.sprint(", ") end
    tex.sprint("\\BibourokuLateLink{")
    tex.sprint(-2, first.anchor)
    tex.sprint(string.format("}{%d}{%s}", number_of("label:" .. first.label, first.folio), first.folio))
  end
end

-- ---- the index: it comes last, when the pages of all its entries are known

local entries

function pages.begin_entries()
  entries = {}
end

-- Add an entry by its number, with the command around its page, if any.
function pages.add_entry(number, command)
  local folio = folios["index:" .. number] or UNKNOWN
  number_of("index:" .. number, folio)
  for _, entry in ipairs(entries) do
    if entry.folio == folio and not (entry.command .. command):find("\\see", 1, true) then
      if command ~= "" then entry.command = command end
      return
    end
  end
  entries[#entries + 1] = { folio = folio, command = command }
end

function pages.print_entries()
  for _, entry in ipairs(entries) do
    tex.sprint(string.format(", \\BibourokuIndexPage{%s}{%s}", entry.command, entry.folio))
  end
end

-- ---- pages held back

-- Look through a page: what is marked in it, and what of it may have to be put right.
local function look(box, folio, page, around)
  local id, glyphs
  local here = { box = box, around = around }
  for n, kind in node.traverse(box.head) do
    if kind == HLIST or kind == VLIST then
      look(n, folio, page, here)
    elseif kind == GLYPH then
      local late = node.has_attribute(n, LATE)
      if late and late ~= id then
        glyphs = {}
        runs[#runs + 1] = { id = late, page = page, glyphs = glyphs, where = here }
      end
      if late then glyphs[#glyphs + 1] = n end
      id = late
    elseif kind == WHATSIT and n.subtype == USER and n.user_id == MARK then
      folios[keys[n.value]] = folio
      note_move(keys[n.value], folio)
    end
  end
end

function pages.hold(box, folio)
  look(tex.box[box], folio, box)
end

local released = 0 -- how many of the runs are on pages that are not held any more

-- Know that the page in a box is shipped, as it is.
function pages.release(box)
  while runs[released + 1] and runs[released + 1].page == box do
    released = released + 1
    runs[released].glyphs, runs[released].where = nil, nil
  end
end

-- Return whether the labels that stand for the pages of a list still do.
local function is_same_list(list)
  local firsts = first_on_pages(list.labels, function(label)
    return folios["label:" .. label] or UNKNOWN
  end)
  if #firsts ~= #list.firsts then return false end
  for position, first in ipairs(firsts) do
    local printed_first = list.firsts[position]
    if first.label ~= printed_first.label or anchors[first.label] ~= printed_first.anchor then
      return false
    end
  end
  return true
end

-- Put right what was printed; tell the log how far that went.
function pages.settle()
  local mended, wrong = 0, {}
  for _, run in ipairs(runs) do
    local held = printed[run.id]
    local folio = folios[held.key]
    if folio and folio ~= held.folio and held.could ~= false then
      held.could = run.glyphs ~= nil
        and put_right(run.glyphs, run.where, folio, not held.key:find("^label:"))
    end
  end
  for _, held in ipairs(printed) do
    if held.could then
      mended = mended + 1
    elseif folios[held.key] ~= held.folio then
      wrong[#wrong + 1] = string.format("%s for %s", held.folio, held.key)
    end
  end
  for _, list in ipairs(lists) do
    if not is_same_list(list) then wrong[#wrong + 1] = "a list of pages" end
  end
  texio.write_nl("log", string.format("bibouroku-pages: %d of %d put right, %d wrong%s",
    mended, #printed, #wrong, wrong[1] and ", such as " .. wrong[1] or ""))
end

return pages
