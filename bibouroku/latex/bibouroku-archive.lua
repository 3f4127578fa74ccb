-- Marks in a PDF what each letter belongs to, and what it stands for.
--
-- TeX opens and closes elements of structure (headings, paragraphs, cells). What it typesets
-- meanwhile bears the number of the innermost one as an attribute, wherever it lands: over page
-- breaks, in footnotes and floats. When a page is shipped, marked-content operators go around each
-- run of one number (ISO 32000-1, 14.6 and 14.7); what has none is an artifact: heads and feet.
-- The elements, and which marks are whose, stay in the PDF as a table, of which the last step
-- (bibouroku.archive) builds the structure tree.

local archive = {}

local OWNER = luatexbase.attributes["bibouroku@owner"]
local READING = luatexbase.attributes["bibouroku@reading"]
local ARTIFACT = 0
local PAGE_MODE = 1
-- Nothing of these is text of their own: lines that a table repeats on each page.
local EMPTY = { Table = true, TR = true, Muted = true }
local GLYPH, RULE, DISC = node.id("glyph"), node.id("rule"), node.id("disc")
local HLIST, VLIST, GLUE = node.id("hlist"), node.id("vlist"), node.id("glue")
local WHATSIT = node.id("whatsit")
local LITERAL = node.subtype("pdf_literal")
local LINK_START, LINK_END = node.subtype("pdf_start_link"), node.subtype("pdf_end_link")
local IMAGE, BOXED, NORMAL, LEADERS = 2, 1, 0, 100

local elements, stack, lines = {}, {}, {}
local page, mark = 0, 0

-- The first head of a table is said once more for its other pages: then nothing is recorded.
local muted = false

function archive.mute(is_muted)
  muted = is_muted
end

local function add(kind, parent, text)
  if muted then kind = "Muted" end
  local above = elements[parent]
  elements[#elements + 1] = {
    kind = kind, parent = parent,
    formula = kind == "Formula" or above and above.formula,
    head = kind == "TH" and #elements + 1 or above and above.head,
  }
  if not muted then
    lines[#lines + 1] = string.format("E %d %d %s %s", #elements, parent, kind, text)
  end
  return #elements
end

-- Open an element; `text` is its alternative text in UTF-16BE as hexadecimal digits. What cannot
-- bear an assignment (the start of a table row, before \multicolumn) opens it `silently`.
function archive.open(kind, text, silently)
  stack[#stack + 1] = add(kind, stack[#stack] or 0, text)
  if not silently then tex.setattribute(OWNER, stack[#stack]) end
end

function archive.close(silently)
  if #stack > 1 then stack[#stack] = nil end
  if not silently then tex.setattribute(OWNER, stack[#stack]) end
end

-- Let what follows in this group belong to the innermost element.
function archive.resume()
  tex.setattribute(OWNER, stack[#stack])
end

-- Open the next item of the innermost `group`, closing the one before.
function archive.next_item(group, kind)
  for level = #stack, 1, -1 do
    if elements[stack[level]].kind == group then
      for above = #stack, level + 1, -1 do stack[above] = nil end
      archive.open(kind, "")
      return
    end
  end
end

-- Close the innermost `group` with all that is open in it.
function archive.close_group(group)
  while #stack > 1 and elements[stack[#stack]].kind ~= group do stack[#stack] = nil end
  archive.close()
end

-- ---- what letters stand for

-- Return text as a PDF string.
local function pdf_text(text)
  local units = { "<FEFF" }
  for code in string.utfvalues(text) do
    if code < 0x10000 then
      units[#units + 1] = string.format("%04X", code)
    else
      code = code - 0x10000
      units[#units + 1] = string.format("%04X%04X", 0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF))
    end
  end
  return table.concat(units) .. ">"
end

-- Return whether a font may draw another character with the same glyph, and copies give that one:
-- the wave dashes, the bar for the dash (bibouroku-dashes.lua), micro and mu, radicals,
-- compatibility ideographs.
local function is_ambiguous(code)
  return code == 0xFF5E or code == 0x2015 or code == 0xB5
    or (code >= 0x2E80 and code <= 0x2FDF) or (code >= 0xF900 and code <= 0xFAFF)
    or (code >= 0x2F800 and code <= 0x2FA1F)
end

local variants_of = {}

-- Return base character and selector of the glyphs that only variation sequences reach.
local function variants(id)
  local known = variants_of[id]
  if not known then
    known = {}
    local resources = (font.getfont(id) or {}).resources or {}
    for selector, glyphs in pairs(resources.variants or {}) do
      for base, glyph in pairs(glyphs) do
        if glyph >= 0xF0000 then known[glyph] = utf8.char(base, selector) end
      end
    end
    variants_of[id] = known
  end
  return known
end

-- Return what a glyph reads as, if that is not what its font says; nil for most.
local function letter(n)
  if is_ambiguous(n.char) then return pdf_text(utf8.char(n.char)) end
  local sequence = n.char >= 0xF0000 and variants(n.font)[n.char]
  return sequence and pdf_text(sequence) or nil
end

-- ---- pages

local owner, reading, link -- what is open in the page

local function literal(data)
  local n = node.new(WHATSIT, LITERAL)
  n.mode, n.data = PAGE_MODE, data
  return n
end

-- Return the operators that end what is open and begin `to`, read `as` something else. A mark does
-- both, for programs that read structure are confused by marks within marks.
local function operators(to, as)
  local out = {}
  if owner then out[1] = "EMC" end
  if to == ARTIFACT then
    out[#out + 1] = "/Artifact BMC"
  elseif to then
    local kind, text = elements[to].kind, ""
    if as then
      kind, text = "Span", " /ActualText " .. as
    end
    out[#out + 1] = string.format("/%s <</MCID %d%s>> BDC", kind, mark, text)
    lines[#lines + 1] = string.format("M %d %d %d", page, mark, to)
    mark = mark + 1
  end
  owner, reading = to, as
  return table.concat(out, " ")
end

-- Return the element that the mark around a node belongs to.
local function owner_of(n)
  local id = node.get_attribute(n, OWNER)
  if not id or EMPTY[elements[id].kind] then return ARTIFACT end
  local head = elements[id].head
  if head then -- tables repeat their heads
    local first = elements[head].page or page
    elements[head].page = first
    if first ~= page then return ARTIFACT end
  end
  if link then
    local above = id
    while above > link.parent do above = elements[above].parent end
    if above == link.parent then return link.id end
  end
  return id
end

-- Return the list with the operators that `n`, which is seen, needs before it.
local function show(list, n, to, as)
  if to == ARTIFACT then as = nil end
  -- what is read as something else is so letter by letter; readings are left out as a whole
  if to == owner and as == reading and (not as or as == "<FEFF>") then return list end
  local changed = operators(to, as)
  return (node.insert_before(list, n, literal(changed)))
end

-- Return as what a glyph is to be read: nothing where a reading stands beside a word.
local function reading_of(n)
  if node.has_attribute(n, READING) then return "<FEFF>" end
  return n.id == GLYPH and letter(n) or nil
end

local function rule_owner(n)
  if n.subtype == IMAGE or n.subtype == BOXED then return owner_of(n) end
  if n.subtype ~= NORMAL or n.width == 0 or n.height + n.depth == 0 then return nil end
  local id = node.get_attribute(n, OWNER)
  return id and elements[id].formula and owner_of(n) or ARTIFACT
end

-- A link within a link (a number within "Figure 1") belongs to the same element.
local function follow_link(n)
  if n.subtype == LINK_END and link then
    link.depth = link.depth - 1
    if link.depth == 0 then link = nil end
  elseif n.subtype == LINK_START then
    local parent = owner_of(n)
    if parent == ARTIFACT then return end
    if link then
      link.depth = link.depth + 1
    else
      link = { parent = parent, id = add("Link", parent, ""), depth = 1 }
    end
    n.link_attr = (n.link_attr or "") .. " /BibourokuOwner " .. link.id
  end
end

local function walk(list)
  local n = list
  while n do
    local id = n.id
    if id == GLYPH or id == DISC and n.replace then
      list = show(list, n, owner_of(n), reading_of(n))
    elseif id == HLIST or id == VLIST then
      n.head = walk(n.head)
    elseif id == RULE then
      local to = rule_owner(n)
      if to then list = show(list, n, to, nil) end
    elseif id == GLUE and n.subtype >= LEADERS and n.leader then
      list = show(list, n, ARTIFACT, nil)
    elseif id == WHATSIT then
      follow_link(n)
    end
    n = n.next
  end
  return list
end

local function mark_page(box)
  page, mark, owner, reading = page + 1, 0, nil, nil
  box.head = walk(box.head)
  if owner then
    box.head = node.insert_after(box.head, node.tail(box.head), literal(operators(nil, nil)))
  end
  return true
end

-- Begin: all that is typeset from now on belongs to the document.
function archive.begin()
  archive.open("Document", "")
  luatexbase.add_to_callback("pre_shipout_filter", mark_page, "bibouroku.archive")
end

-- Leave the table of elements and marks in the PDF.
function archive.finish()
  lines[#lines + 1] = "N " .. page
  local number = pdf.immediateobj("stream", table.concat(lines, "\n"))
  pdf.setcatalog((pdf.getcatalog() or "") .. " /BibourokuStructure " .. number .. " 0 R")
end

return archive
