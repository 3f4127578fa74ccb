-- The dashes of Japanese text: at the height of its letters, and two of them one stroke (2倍ダッシュ,
-- JLReq 3.1.10).
--
-- The dash (U+2014) of Harano Aji is that of Latin text, low and narrow; the shape for Japanese is
-- that of the horizontal bar (U+2015). LuaTeX-ja puts the former in the middle of a box as wide as
-- a letter; when it has done so, the latter is drawn there, lengthened where dashes meet.

local dashes = {}

local GLYPH, HLIST, GLUE = node.id("glyph"), node.id("hlist"), node.id("glue")
-- What stands between letters and is nothing by itself.
local BETWEEN = {
  [GLUE] = true, [node.id("kern")] = true, [node.id("penalty")] = true, [node.id("rule")] = true,
  [node.id("whatsit")] = true, [node.id("disc")] = true, [node.id("math")] = true,
}
local DASH, BAR = 0x2014, 0x2015
-- Where a font has the bar once more, to be copied as a dash. Both are one glyph, and LuaTeX lets
-- that be copied as the lower of its characters: hence a code that no text holds.
local BAR_AS_DASH = 0x14
-- In widths of the bar: the room at either of its ends, 0.071 to 0.074 in the fonts of Harano Aji,
-- and how far each half of a stroke goes beyond the middle, lest a rounded pixel parts them.
local ROOM, OVERLAP = 0.072, 0.02

-- Let a font have the bar as a dash, too; return what it has now.
local function add_dash(characters)
  local bar = characters[BAR]
  if bar and not characters[BAR_AS_DASH] then
    local dash = {}
    for name, value in pairs(bar) do dash[name] = value end
    dash.tounicode = "2014"
    characters[BAR_AS_DASH] = dash
  end
  return characters[BAR_AS_DASH]
end

-- Draw dashes as one stroke, from the beginning of the first bar to the end of the last.
local function join(run)
  for position, glyph in ipairs(run) do
    local bar = font.getfont(glyph.font).characters[BAR_AS_DASH]
    if not bar then return end
    local from = position == 1 and ROOM or -OVERLAP
    local to = position == #run and 1 - ROOM or 1 + OVERLAP
    local stretch = (to - from) / (1 - 2 * ROOM)
    glyph.char = BAR_AS_DASH
    glyph.xoffset = math.floor((from - ROOM * stretch) * bar.width)
    glyph.expansion_factor = math.floor((stretch - 1) * 1000000)
  end
end

local function is_japanese(glyph)
  return luatexja.jfont.font_metric_table[glyph.font] ~= nil
end

-- Set the dashes of a list; what stands by itself in Latin text stays as it is.
local function set(head)
  local run, before, parted = {}, nil, false -- `before` is whether the letter before is Latin
  local function close(after)
    local is_latin = (before or after) and before ~= false and after ~= false
    if #run > 1 or not is_latin then join(run) end
    run = {}
  end
  for item in node.traverse(head) do
    local boxed = item.id == HLIST and item.head
    local glyph = item.id == GLYPH and item or boxed and boxed.id == GLYPH and boxed
    if boxed and glyph and glyph.char == DASH and is_japanese(glyph) then
      if parted then close(nil) end
      run[#run + 1], parted = glyph, false
    elseif glyph or not BETWEEN[item.id] then
      local is_latin = glyph and not is_japanese(glyph)
      close(is_latin)
      before, parted = is_latin, false
    elseif item.id == GLUE and item.width + item.stretch > 0 then
      parted = #run > 0
    end
  end
  close(nil)
  return true
end

-- Begin: from now on the dashes of paragraphs and boxes are set so, after LuaTeX-ja has set them.
-- Every font has the bar as a dash, whether it sets one or not: sizes of a font are one in the PDF,
-- with those characters of all that the first one has.
function dashes.begin()
  for id, data in font.each() do
    local dash = add_dash(data.characters)
    if dash then font.addcharacters(id, { characters = { [BAR_AS_DASH] = dash } }) end
  end
  luatexbase.add_to_callback("luaotfload.patch_font", function(data)
    add_dash(data.characters)
  end, "bibouroku.dashes")
  luatexbase.add_to_callback("pre_linebreak_filter", set, "bibouroku.dashes")
  luatexbase.add_to_callback("hpack_filter", set, "bibouroku.dashes")
end

return dashes
