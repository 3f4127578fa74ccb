-- The fonts that stand in where those of a book lack characters; and of a font what a book sets.
--
-- LuaTeX-ja crashes on luaotfload's own fallback for Japanese fonts, and it loads two
-- alternative fonts (AltFont) in random order, so that the PDF would differ from run to run:
-- hence one alternative font, for exactly the characters that need it.

local book_fonts = {}

-- Return whether the machine has a font file. If not, tell it: luaotfload would crash on a missing
-- fallback, and name the font that it is for.
local function has(name)
  local _, _, is_found = fonts.names.lookup_font_file(name)
  if not is_found then tex.error('The font "' .. name .. '" cannot be found') end
  return is_found
end

-- Let luaotfload look for characters in these font files, in order, where a font that names this
-- fallback lacks them.
function book_fonts.add_fallback(fallback, names)
  local requests = {}
  for _, name in ipairs(names) do
    if has(name) then requests[#requests + 1] = "file:" .. name .. ":mode=node;" end
  end
  luaotfload.add_fallback(fallback, requests)
end

-- Return whether LuaTeX-ja sets the character from a Japanese font.
local function is_japanese(code)
  return (code >= 0x1100 and code <= 0x11FF) or (code >= 0x2E80 and code <= 0xD7FF)
    or (code >= 0xF900 and code <= 0xFAFF) or (code >= 0x20000 and code <= 0x3FFFF)
end

-- Return the characters of the text that are not among those held, in order.
local function missing(text, held)
  local codes, seen = {}, {}
  for code in string.utfvalues(text) do
    if is_japanese(code) and not held[code] and not seen[code] then
      seen[code] = true
      codes[#codes + 1] = code
    end
  end
  table.sort(codes)
  return codes
end

-- Print the option AltFont that sets from the font file `name` what the font `probe` (a control
-- sequence) lacks of the book; nothing when it lacks nothing.
function book_fonts.print_alternative(jobname, probe, name)
  local file, held = io.open(jobname .. ".tex", "rb"), font.getfont(font.id(probe))
  if not file or not held then return end
  local codes = missing(file:read("*a"), held.characters)
  file:close()
  if #codes == 0 or not has(name) then return end
  for position, code in ipairs(codes) do codes[position] = string.format('"%X', code) end
  local shapes = {}
  for position, shape in ipairs({ "Font", "BoldFont", "ItalicFont", "BoldItalicFont" }) do
    shapes[position] = shape .. "=" .. name
  end
  tex.sprint("AltFont={{Range={" .. table.concat(codes, ",") .. "}," .. table.concat(shapes, ",") .. "}}")
end

-- Add the ideographs and Hangul syllables of a text to those used.
local function note_used(text, used)
  for character in text:gmatch("[\227-\244][\128-\191][\128-\191]+") do
    local code = utf8.len(character) == 1 and utf8.codepoint(character)
    if code then used[code] = true end
  end
end

local function is_ideograph_or_hangul(code)
  return (code >= 0x3400 and code <= 0x9FFF) or (code >= 0xAC00 and code <= 0xD7AF)
    or (code >= 0xF900 and code <= 0xFAFF) or (code >= 0x20000 and code <= 0x3FFFF)
end

-- Let fonts loaded from now on have only those ideographs and Hangul syllables that the book or a
-- file of its style holds. Every size of a font is a copy of all its characters, of which a Japanese
-- font has 23 000: copying them took a fifth of the time and a third of the memory of a run. (Not for
-- font features that put one ideograph for another, such as trad.)
function book_fonts.keep_used(jobname, names)
  local used = { [0x6F22] = true } -- 漢, by which LuaTeX-ja measures a font
  local paths = { jobname .. ".tex" }
  for name in names:gmatch("[^,%s]+") do paths[#paths + 1] = kpse.find_file(name, "tex") end
  for name in lfs.dir(".") do
    if name:match("%.sty$") or name:match("%.cls$") then paths[#paths + 1] = name end
  end
  for _, path in ipairs(paths) do
    local file = io.open(path, "rb")
    if file then
      note_used(file:read("*a"), used)
      file:close()
    end
  end
  fonts.handlers.otf.enhancers.register("bibouroku", function(data)
    local whole = data.descriptions
    if not whole or getmetatable(whole) then return end
    local kept = {}
    for code, description in next, whole do
      if used[code] or not is_ideograph_or_hangul(code) then kept[code] = description end
    end
    -- `pairs` still sees all: LuaTeX-ja writes what it learns so of a font to a cache for all books
    data.descriptions = setmetatable(kept, {
      __index = whole,
      __pairs = function() return next, whole end,
    })
  end)
end

return book_fonts
